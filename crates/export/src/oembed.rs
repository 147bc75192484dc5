//! oEmbed (oembed.com, version 1.0): lets an editor that is given a guide's URL show the guide's table in its own page.
//! WordPress, Ghost, Drupal and Notion request it, by a link in the head of the page.

use super::frame::{HEIGHT, frame};
use super::json::Json;
use super::{Artifact, Class};
use mizan_model::Decimal;
use mizan_plan::Route;

/// The inputs of the answer.
pub struct OEmbed {
    /// Of the page with the table alone, absolute.
    pub url: String,
    /// The guide's title, without isolates.
    pub title: String,
    /// The site's title, without isolates.
    pub provider: String,
    /// Of the site's home page in the guide's language, absolute.
    pub provider_url: String,
}

/// The width to request where a host sets none: a table of three columns.
const WIDTH: u32 = 960;

/// The answer of the type `rich` (section 2.3.4.4), which needs `html`, `width` and `height`.
pub fn oembed(embed: &OEmbed, route: &Route) -> Artifact {
    let json = Json::Object(vec![
        ("version", Json::text("1.0")),
        ("type", Json::text("rich")),
        ("title", Json::text(&*embed.title)),
        ("provider_name", Json::text(&*embed.provider)),
        ("provider_url", Json::text(&*embed.provider_url)),
        ("html", Json::text(frame(&embed.url, &embed.title))),
        ("width", Json::Number(Decimal::from(WIDTH))),
        ("height", Json::Number(Decimal::from(HEIGHT))),
    ]);
    Artifact::new(Class::Asset, route.output_path(), json.write())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn it_is_rich_and_shows_the_table() {
        let embed = OEmbed {
            url: "https://example.org/ar/yachts/embed/".to_owned(),
            title: "قارب \"أ\" أم <ب>؟".to_owned(),
            provider: "Boats & more".to_owned(),
            provider_url: "https://example.org/ar/".to_owned(),
        };
        let file = oembed(&embed, &Route::root().page("ar").file("oembed.json"));
        assert_eq!(file.path, "ar/oembed.json");
        insta::assert_snapshot!(fixture::text(&file));
    }
}
