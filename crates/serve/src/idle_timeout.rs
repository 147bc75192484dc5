//! Closes idle connections: each is an open file, the number of open files is limited, and reading the site needs some
//! too.

use std::io::{self, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep};

/// How long a connection may be without a response before it is closed. Browsers that follow the site receive heartbeats.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Accepts connections, and closes them when they are idle.
pub(crate) struct TimeoutListener {
    pub listener: TcpListener,
    pub timeout: Duration,
}

impl Listener for TimeoutListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let sleep = Box::pin(tokio::time::sleep(self.timeout));
        (Connection { stream, timeout: self.timeout, sleep }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends if there is neither a request nor a response for the timeout.
pub(crate) struct Connection {
    stream: TcpStream,
    timeout: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl Connection {
    fn reset_timeout(&mut self) {
        let until = Instant::now() + self.timeout;
        self.sleep.as_mut().reset(until);
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(cx, buf) {
            Poll::Ready(read) => Poll::Ready(read),
            Poll::Pending => match self.sleep.as_mut().poll(cx) {
                Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
                Poll::Pending => Poll::Pending,
            },
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.reset_timeout();
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.reset_timeout();
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use axum::Router;

    use super::*;

    #[test]
    fn idle_connections_are_closed() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let address = runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let listener = TimeoutListener { listener, timeout: Duration::from_millis(300) };
            tokio::spawn(async move { axum::serve(listener, Router::new()).await });
            address
        });
        let open = || {
            let stream = std::net::TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            stream
        };
        let (mut silent, mut half) = (open(), open());
        half.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
        let mut whole = open();
        whole.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = [0; 12];
        whole.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 404");
        for stream in [&mut silent, &mut half] {
            let mut received = Vec::new();
            // The connection ends, or is reset, before the limit of this test.
            let end = stream.read_to_end(&mut received);
            assert!(!end.is_err_and(|error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)));
        }
        runtime.shutdown_background();
    }
}
