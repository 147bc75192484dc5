//! Measures the cost of writing alone: reads a folder into memory, then writes the same files into a fresh one, on every core,
//! and prints the seconds of the writing: wall, and CPU of all threads (`-` where the OS does not report it).
//!
//!     plain_writer FROM TO

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        eprintln!("plain_writer FROM TO");
        return ExitCode::from(2);
    };
    match copy(&from, &to) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("plain_writer: {error}");
            ExitCode::FAILURE
        }
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<String> {
    let mut folders = Vec::new();
    let mut files = Vec::new();
    read(from, to, &mut folders, &mut files)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(1);
    let before = cpu();
    let started = Instant::now();
    for folder in &folders {
        fs::create_dir_all(folder)?;
    }
    let written: Vec<io::Result<f64>> = std::thread::scope(|scope| {
        let running: Vec<_> = files
            .chunks(share)
            .map(|files| {
                scope.spawn(move || {
                    for (path, bytes) in files {
                        fs::write(path, bytes)?;
                    }
                    Ok(cpu().unwrap_or(0.0))
                })
            })
            .collect();
        running.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(io::Error::other("a thread died")))).collect()
    });
    let wall = started.elapsed().as_secs_f64();
    let in_threads = written.into_iter().sum::<io::Result<f64>>()?;
    let cpu = match (before, cpu()) {
        (Some(before), Some(after)) => format!("{:.6}", after - before + in_threads),
        _ => "-".to_owned(),
    };
    Ok(format!("{wall:.6} {cpu}"))
}

fn read(from: &Path, to: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    folders.push(to.to_owned());
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            read(&source, &target, folders, files)?;
        } else {
            files.push((target, fs::read(&source)?));
        }
    }
    Ok(())
}

/// Seconds that the calling thread has been on a processor.
fn cpu() -> Option<f64> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = stat.split_whitespace().next()?.parse().ok()?;
    Some(std::time::Duration::from_nanos(nanoseconds).as_secs_f64())
}
