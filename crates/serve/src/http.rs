//! Requests and responses.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::wrappers::ReceiverStream;

use super::hub::{Broadcaster, PathAnswer, Problems, SiteState, own};
use super::inject::{self, Injected};
use super::net::Hosts;
use mizan_export::headers;

/// The script that runs in the author's browser.
const CLIENT: &str = include_str!("client.js");

/// How often a browser receives a heartbeat: one that was asleep notices if they stop.
const BEAT: Duration = Duration::from_secs(10);

/// All routes.
pub(crate) fn router(hub: Arc<Broadcaster>, hosts: Hosts) -> Router {
    Router::new().fallback(move |request: Request| {
        let (hub, hosts) = (Arc::clone(&hub), hosts.clone());
        async move { handle(hub, &hosts, request).await }
    })
}

async fn handle(hub: Arc<Broadcaster>, hosts: &Hosts, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !hosts.allow(host) {
        return plain(
            StatusCode::FORBIDDEN,
            "Unknown host name. Open the URL that `mizan serve` printed, or allow this name with --host.\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD requests are supported.\n");
    }
    let uri = request.uri();
    let decoded = percent_encoding::percent_decode_str(uri.path()).decode_utf8();
    let Ok(path) = decoded.map(|path| path.into_owned()) else {
        return plain(StatusCode::BAD_REQUEST, "The path is not UTF-8.\n");
    };
    match own(&path) {
        Some("client.js") => return typed(StatusCode::OK, "text/javascript; charset=utf-8", CLIENT.into()),
        Some("events") => {
            let shown = uri.query().and_then(|query| query.strip_prefix("path=")).unwrap_or("/");
            let shown = percent_encoding::percent_decode_str(shown).decode_utf8_lossy();
            // A browser sends its path encoded, and encoded again for the query.
            let shown = percent_encoding::percent_decode_str(&shown).decode_utf8_lossy().into_owned();
            return events(hub, shown);
        }
        Some(_) => return plain(StatusCode::NOT_FOUND, "Unknown path below /.mizan/.\n"),
        None => {}
    }
    // Rendering a page takes milliseconds of computing, which must not block other requests.
    let answered = tokio::task::spawn_blocking(move || {
        let state = hub.state();
        let answer = hub.answer(&state, &path);
        response(&state, answer)
    });
    answered.await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be rendered.\n"))
}

fn response(state: &SiteState, answer: PathAnswer) -> Response {
    match answer {
        PathAnswer::Page { page, found, .. } => {
            let styles = format!("{}-{}", page.styles, state.sheets);
            let injected = Injected { page: &page.hash, styles: &styles, files: state.files, marks: &page.marks() };
            let status = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
            html(status, inject::client(&page.html, &injected), policy(state, page.embed))
        }
        PathAnswer::Problems(problems) => {
            html(StatusCode::INTERNAL_SERVER_ERROR, problem_page(&problems), PROBLEM_POLICY.to_owned())
        }
        PathAnswer::File(file) => typed(StatusCode::OK, media_type(&file.path), file.bytes.into()),
        PathAnswer::Redirect(to) => {
            let mut response = plain(StatusCode::FOUND, "");
            if let Ok(to) = HeaderValue::from_str(&to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
        PathAnswer::NotFound => {
            let base = state.snapshot.as_ref().map_or("/", |snapshot| snapshot.plan().base.path());
            plain(StatusCode::NOT_FOUND, format!("Not found. The site is at {base}\n"))
        }
    }
}

/// The Content-Security-Policy of the pages, which also allows the client.
fn policy(state: &SiteState, embed: bool) -> String {
    let Some(snapshot) = &state.snapshot else { return PROBLEM_POLICY.to_owned() };
    let mut config = snapshot.config().clone();
    for directive in ["script-src", "connect-src"] {
        config.csp.entry(directive.to_owned()).or_default().push("'self'".to_owned());
    }
    match embed {
        true => headers::embed_policy(&config, snapshot.uses()),
        false => headers::content_security_policy(&config, snapshot.uses()),
    }
}

const PROBLEM_POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; \
                            frame-ancestors 'none'; script-src 'self'";

/// The page shown while there is no good state of a page.
fn problem_page(problems: &Problems) -> String {
    let mut text = String::new();
    for c in problems.text.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            c => text.push(c),
        }
    }
    let page = format!(
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>Mizan</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         </head><body><main><h1>This page cannot be shown yet</h1><pre>{text}</pre></main></body></html>\n"
    );
    inject::client(&page, &Injected::default())
}

/// Sends a browser the states of the page that it shows, until it disconnects.
fn events(hub: Arc<Broadcaster>, path: String) -> Response {
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        let mut states = hub.subscribe();
        states.mark_changed();
        loop {
            let event = match tokio::time::timeout(BEAT, states.changed()).await {
                Ok(Ok(())) => {
                    let state = Arc::clone(&states.borrow_and_update());
                    // Do not render a page for a browser that disconnected.
                    if sender.is_closed() {
                        return;
                    }
                    let (hub, path) = (Arc::clone(&hub), path.clone());
                    let message = tokio::task::spawn_blocking(move || hub.message(&state, &path).to_string()).await;
                    let Ok(message) = message else { continue };
                    Event::default().event("state").data(message).retry(Duration::from_millis(500))
                }
                Ok(Err(_)) => return,
                Err(_) => Event::default().event("beat").data(""),
            };
            if sender.send(Ok(event)).await.is_err() {
                return;
            }
        }
    });
    let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn html(status: StatusCode, html: String, policy: String) -> Response {
    let mut response = typed(status, "text/html; charset=utf-8", html.into());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn plain(status: StatusCode, text: impl Into<String>) -> Response {
    typed(status, "text/plain; charset=utf-8", Body::from(text.into()))
}

fn typed(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    response
}

/// By the file's extension; text is UTF-8.
fn media_type(path: &str) -> &'static str {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xml" if path.ends_with("feed.xml") => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
