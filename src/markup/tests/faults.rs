//! What is wrong is said, at its place, with the way out.

use super::*;

fn faults(text: &str) -> String {
    told(text, &doc("ar", text).1)
}

#[test]
fn shortcodes() {
    insta::assert_snapshot!(faults("نص {{ fcat(\"monthly-users\") }} و{{ fact(monthly-users) }} و{{ fact(\"monthly-user\") }}"), @"");
    insta::assert_snapshot!(faults("{{ page.title }} {{ value(“business.devices”) }} {{ 5 }} {{ open"), @"");
    insta::assert_snapshot!(faults("قبل {{ table(features = [\"a\"], tiers = [\"x\"]) }}"), @"");
    insta::assert_snapshot!(faults("{{ table(feature = [\"a\"], tiers = [\"x\"]) }}\n\n{{ table(features = [\"a\"]) }}"), @"");
}

#[test]
fn raw_html() {
    insta::assert_snapshot!(faults("نص <b>غامق</b> هنا\n\n<div>\nشيء\n</div>\n\n<!-- x --> ضائع\n\n<!-- مفتوح"), @"");
}

#[test]
fn links_and_pictures() {
    insta::assert_snapshot!(faults(
        "[ا](javascript:alert(1)) [ب](//evil.example) [ج](about.html) [د](/guides/nope) [ه](#auto-replis) [](/guides/whatsapp) [و]()\n\n\
         ![](images/x.png) ![س](images/nope.png) ![ص](https://other.example/x.png) ![ض](data:image/png;base64,AA)"
    ), @"");
}

#[test]
fn characters() {
    insta::assert_snapshot!(faults("نص \u{202B}مضمّن\u{202C} و\u{2067}معزول\u{2069} و\u{7}"), @"");
}

#[test]
fn blocks_where_only_running_text_can_be() {
    let said = |text: &str| told(text, &inline(&prose(text), &env("en"), &House).1);
    insta::assert_snapshot!(said("- a list"), @"");
    insta::assert_snapshot!(said("one\n\ntwo {{ table(features = [\"a\"], tiers = [\"x\"]) }}\n\n# three"), @"");
    assert_eq!(inline(&prose("1. one\n2. **two**"), &env("en"), &House).0.text, "onetwo");
}

#[test]
fn without_exact_places_the_whole_text_is_pointed_at() {
    let text = Prose { verbatim: false, ..prose("x <b>y</b>") };
    let (_, diagnostics) = inline(&text, &env("en"), &House);
    assert!(
        diagnostics.len() == 2 && diagnostics.iter().all(|d| d.primary.as_ref().is_some_and(|p| p.span == text.span))
    );
}
