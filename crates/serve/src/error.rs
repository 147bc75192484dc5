//! What keeps the server from running, each with the way out.

use mizan_engine::BuildError;

/// The machine, or the way the server was asked for, is at fault.
#[derive(Debug)]
pub enum ServeError {
    /// The port that was asked for is another program's.
    PortTaken {
        /// As it was asked for.
        host: String,
        /// As it was asked for.
        port: u16,
    },
    /// None of the ports that are tried is free.
    NoPort {
        /// As it was asked for.
        host: String,
        /// The first port that was tried.
        from: u16,
        /// The last port that was tried.
        to: u16,
    },
    /// The host is no name or address of this machine.
    Host {
        /// As it was asked for.
        host: String,
        /// The system's answer.
        reason: String,
    },
    /// The system does not let the port be used.
    Bind {
        /// As it was asked for.
        host: String,
        /// The port that was tried.
        port: u16,
        /// The system's answer.
        reason: String,
    },
    /// Files cannot be watched in any way.
    Watch {
        /// The system's answer.
        reason: String,
    },
    /// There is no site.
    Site(BuildError),
    /// The threads of the server cannot be started.
    Runtime(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServeError::PortTaken { host, port } => write!(
                f,
                "port {port} of {host} is taken by another program, perhaps another `mizan serve`; end that one, \
                 give another number with --port, or leave --port out and a free one is found"
            ),
            ServeError::NoPort { host, from, to } => {
                write!(f, "all ports of {host} from {from} to {to} are taken; give a free one with --port")
            }
            ServeError::Host { host, reason } => write!(
                f,
                "`{host}` is no name or address of this machine ({reason}); leave --host out to be seen on this \
                 machine only, or give --host 0.0.0.0 to be seen on the network"
            ),
            ServeError::Bind { host, port, reason } => {
                write!(f, "port {port} of {host} cannot be used ({reason}); give another one with --port, above 1023")
            }
            ServeError::Watch { reason } => {
                write!(f, "the site's files cannot be watched ({reason}); try again with --poll")
            }
            ServeError::Site(fault) => fault.fmt(f),
            ServeError::Runtime(error) => write!(f, "the server cannot be started: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}
