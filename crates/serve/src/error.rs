//! The errors of the server, with help.

use mizan_engine::BuildError;

/// A usage error, or one of the environment.
#[derive(Debug)]
pub enum ServeError {
    /// The port is in use by another program.
    PortInUse {
        /// As given by the user.
        host: String,
        /// As given by the user.
        port: u16,
    },
    /// None of the ports that are tried is free.
    NoPort {
        /// As given by the user.
        host: String,
        /// The first port that was tried.
        from: u16,
        /// The last port that was tried.
        to: u16,
    },
    /// The host is not a name or address of this machine.
    Host {
        /// As given by the user.
        host: String,
        /// The reason that the system gives.
        reason: String,
    },
    /// The port cannot be used.
    Bind {
        /// As given by the user.
        host: String,
        /// The port that was tried.
        port: u16,
        /// The reason that the system gives.
        reason: String,
    },
    /// Files cannot be watched.
    Watch {
        /// The reason that the system gives.
        reason: String,
    },
    /// The site cannot be opened.
    Site(BuildError),
    /// The threads of the server cannot be started.
    Runtime(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServeError::PortInUse { host, port } => write!(
                f,
                "port {port} of {host} is in use by another program, such as another `mizan serve`; stop it, choose \
                 another port with `--port`, or omit `--port` to use a free one"
            ),
            ServeError::NoPort { host, from, to } => {
                write!(f, "all ports of {host} from {from} to {to} are in use; choose a free one with `--port`")
            }
            ServeError::Host { host, reason } => write!(
                f,
                "`{host}` is not a name or address of this machine ({reason}); omit `--host` to serve this machine \
                 only, or use `--host 0.0.0.0` to serve the network"
            ),
            ServeError::Bind { host, port, reason } => {
                write!(
                    f,
                    "cannot listen on port {port} of {host} ({reason}); choose another port above 1023 with `--port`"
                )
            }
            ServeError::Watch { reason } => {
                write!(f, "cannot watch the site's files ({reason}); try `--poll`")
            }
            ServeError::Site(error) => error.fmt(f),
            ServeError::Runtime(error) => write!(f, "cannot start the server: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}
