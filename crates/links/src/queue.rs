//! The order of requests: many hosts in parallel, one request at a time to each.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::{ExternalLink, Limits, LinkStatus};

/// What `ask` answers to each link, in the order of `links`.
pub(crate) fn all(
    links: &[ExternalLink],
    limits: &Limits,
    ask: impl Fn(&ExternalLink) -> LinkStatus + Sync,
) -> Vec<LinkStatus> {
    let mut hosts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (ix, link) in links.iter().enumerate() {
        hosts.entry(link.url.host_str().unwrap_or_default()).or_default().push(ix);
    }
    // The longest first, for it decides when all is done.
    let mut hosts: Vec<Vec<usize>> = hosts.into_values().collect();
    hosts.sort_by_key(|links| std::cmp::Reverse(links.len()));
    let threads = limits.parallel.clamp(1, hosts.len().max(1));
    let hosts = Mutex::new(VecDeque::from(hosts));
    let answers = Mutex::new(vec![LinkStatus::NotAsked; links.len()]);
    let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(of_host) = next() {
            for (n, ix) in of_host.into_iter().enumerate() {
                let Some(link) = links.get(ix) else { continue };
                if n > 0 {
                    std::thread::sleep(limits.pause);
                }
                let answer = ask(link);
                if let Some(slot) = answers.lock().unwrap_or_else(PoisonError::into_inner).get_mut(ix) {
                    *slot = answer;
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}
