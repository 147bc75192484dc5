fn main() {
    for dir in std::env::args().skip(1) {
        let start = std::time::Instant::now();
        let (mut sources, mut d) = mizan::source::load(std::path::Path::new(&dir)).unwrap();
        mizan::source::add_builtin_theme(&mut sources);
        let o = |rules| mizan::build::Options {
            base_url: None,
            drafts: false,
            today: mizan::model::Date::day(2026, 12, 1),
            deny_warnings: false,
            minify: true,
            rules,
        };
        let read = start.elapsed();
        let start = std::time::Instant::now();
        let without = mizan::build::check(&sources, &o(false));
        let t0 = start.elapsed();
        let start = std::time::Instant::now();
        d.append(mizan::build::check(&sources, &o(true)));
        let t1 = start.elapsed();
        println!("=== {dir}: {} without, {} with; read {read:?} without {t0:?} with {t1:?}", without.len(), d.len());
        println!("{}", mizan::diagnostics::human(&d.once(), &sources, Default::default()));
    }
}
