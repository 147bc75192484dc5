//! Which text is used: the guide's, the site's or the theme's; and errors in them.

use super::*;

/// A guide with a feature `kind` that has options and one tier, in Arabic, translated into English but for a few words.
fn guide() -> Guide {
    let labels = |units: &[(&str, UnitWords)], options: &[(&str, &str)]| Labels {
        units: units.iter().map(|(id, words)| (id.to_string(), words.clone())).collect(),
        options: IndexMap::from([(
            "kind".to_owned(),
            options.iter().map(|(id, name)| (id.to_string(), prose(name))).collect(),
        )]),
        ..Labels::default()
    };
    let tier = |text: &[(&str, &str)]| TierWords {
        file: SourceId(0),
        name: Some(prose("t")),
        tagline: None,
        audience: None,
        pros: Vec::new(),
        cons: Vec::new(),
        slug: None,
        aliases: Vec::new(),
        image_alt: None,
        text: text.iter().map(|(id, text)| (id.to_string(), prose(text))).collect(),
        notes: IndexMap::new(),
        body: prose(""),
    };
    let words = |labels, tier| GuideWords {
        file: SourceId(0),
        title: prose("t"),
        description: prose("d"),
        slug: None,
        aliases: Vec::new(),
        verdict: None,
        image_alt: None,
        draft: false,
        stats: IndexMap::new(),
        body: prose(""),
        labels,
        tiers: vec![Some(tier)].into(),
    };
    let arabic = words(
        labels(&[("device", devices())], &[("cloud", "سحابي"), ("local", "على الجهاز عبر `ssh`")]),
        tier(&[("kind", "كلام")]),
    );
    let english = words(labels(&[], &[("cloud", "in the cloud")]), tier(&[]));
    let feature = Feature {
        id: "kind".to_owned(),
        group: 0.into(),
        parent: None,
        depth: 0,
        kind: FeatureType::Choice,
        better: Better::None,
        importance: Importance::Normal,
        unit: None,
        options: IndexMap::from([
            ("cloud".to_owned(), None),
            ("local".to_owned(), None),
            ("tls".to_owned(), Some("TLS".to_owned())),
        ]),
        name: None,
        url: None,
        span: span(),
    };
    Guide {
        id: "g".to_owned(),
        file: SourceId(0),
        draft: false,
        source_language: 0.into(),
        kind: Kind::Software,
        tags: Vec::new(),
        related: None,
        authors: Vec::new(),
        translators: IndexMap::new(),
        published: None,
        updated: None,
        image: None,
        tiers: Vec::new().into(),
        pairs: Vec::new(),
        price: None,
        sources: IndexMap::new(),
        stats: Vec::new(),
        groups: Vec::new().into(),
        features: vec![feature].into(),
        questions: Vec::new().into(),
        freshness: Freshness::default(),
        words: IndexMap::from([(0.into(), arabic), (1.into(), english)]),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    }
}

#[test]
fn a_guides_words_come_first_and_fall_back_to_its_source_language() {
    let (site, guide, english) = (site(&["ar", "en"]), guide(), english());
    let locales = Languages::from([locale("ar", None), locale("en", None)]);
    let (messages, _) = Messages::new(&locales[1.into()], &[layer(LayerOrigin::Theme, "en", &english)]);
    let speaker = Localizer::new(&site, &locales, 1.into(), &messages).unwrap();
    let say = |phrase| speaker.format(&phrase, Scope::cell(&guide, 0.into(), Some(0.into()))).runs;
    let option = |id: &str| say(Message::Option(id.to_owned()));
    let words = |text: &str| Run::Words(text.to_owned());
    let foreign = |runs: Vec<Run>| Run::Foreign { lang: "ar".to_owned(), runs };
    assert_eq!(option("cloud"), [Run::Name(vec![words("in the cloud")])]);
    let local = vec![words("على الجهاز عبر "), Run::Code("ssh".to_owned())];
    assert_eq!(option("local"), [foreign(vec![Run::Name(local)])]);
    assert_eq!(option("tls"), [Run::Value("TLS".to_owned())]);
    assert_eq!(option("nothing"), [Run::Value("nothing".to_owned())]);
    assert_eq!(say(Message::TierText), [foreign(vec![words("كلام")])]);
    // Arabic words follow Arabic plurals, on an English page too.
    let devices = |n| say(Message::Unit { n, unit: "device".to_owned() });
    assert_eq!(devices(number("11")), [foreign(vec![Run::Value("11".to_owned()), words("\u{a0}جهازًا")])]);
    assert_eq!(devices(number("2")), [foreign(vec![words("جهازان")])]);
    assert_eq!(say(Message::Divisor("device".to_owned())), [foreign(vec![words("لكل جهاز")])]);
    // A range that ends in a dual still shows both its ends.
    let range = Message::Range { min: number("1"), max: number("2") };
    let shown = StyledText { runs: devices(Box::new(range)) }.bare();
    assert!(shown.starts_with("1–2"), "{shown}");
}

#[test]
fn the_themes_own_messages_fit_their_languages() {
    let only = |a: &IndexMap<String, Plural>, b: &IndexMap<String, Plural>| {
        // A language has the grammatical cases that it has.
        let is_case = |key: &str| key.rsplit('.').next().and_then(GrammaticalCase::parse).is_some();
        a.keys().filter(|key| !b.contains_key(*key) && !is_case(key)).cloned().collect::<Vec<_>>()
    };
    for id in ["ar", "de", "en", "fa", "fr", "he"] {
        let file = mizan_testkit::repository().join(format!("themes/mizan/i18n/{id}.toml"));
        let text = theme(&std::fs::read_to_string(file).expect("a file"));
        let (messages, faults) = Messages::new(&locale(id, None), &[layer(LayerOrigin::Theme, id, &text)]);
        assert_eq!(faults, Diagnostics::default(), "{id}");
        for (key, _) in keys::VALUES {
            assert!(messages.get(key).is_some_and(|message| message.foreign.is_none()), "{id}: {key}");
        }
        assert_eq!(only(&english(), &text), Vec::<String>::new(), "{id} lacks them");
        assert_eq!(only(&text, &english()), Vec::<String>::new(), "only {id} has them");
    }
}

#[test]
fn words_that_do_not_fit_are_reported() {
    let english = english();
    let codes = |id, own: &str| {
        let own = theme(own);
        let layers = [layer(LayerOrigin::Site, id, &own), layer(LayerOrigin::Theme, "en", &english)];
        let (_, faults) = Messages::new(&locale(id, None), &layers);
        faults.iter().filter(|fault| fault.code != Code::MissingMessage).map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("en", "value.yes = 'Yep'"), []);
    assert_eq!(codes("en", "value.yess = 'Yep'"), [Code::UnknownMessage]);
    assert_eq!(codes("en", "value.rating = '{value}/{maks}'"), [Code::MissingPlaceholder, Code::MissingPlaceholder]);
    assert_eq!(codes("en", "value.rating = '{value} of {max} {'"), [Code::MissingPlaceholder]);
    assert_eq!(codes("ar", "unit.day.count = { one = 'يوم', other = '{n} يوم' }"), [Code::MissingPlural]);
    assert_eq!(
        codes("en", "unit.day.count = { zero = 'no days', one = 'a day', other = '{n} days' }"),
        [Code::UnknownPlural]
    );
    assert_eq!(codes("en", "unit.day.count = { one = 'a day', other = 'days' }"), [Code::MissingPlaceholder]);
    let own = theme("value.yess = 'Yep'");
    let layers = [layer(LayerOrigin::Site, "en", &own), layer(LayerOrigin::Theme, "en", &english)];
    let (_, faults) = Messages::new(&locale("en", None), &layers);
    assert_eq!(faults.into_vec()[0].help, ["did you mean `value.yes`?"]);
}

#[test]
fn a_nearer_layer_wins() {
    let (english, own) = (english(), theme("value.yes = 'Yep'"));
    let layers = [layer(LayerOrigin::Site, "en", &own), layer(LayerOrigin::Theme, "en", &english)];
    let (messages, _) = Messages::new(&locale("en", None), &layers);
    let text = |key| messages.get(key).and_then(|message| Some(message.text.form(PluralCategory::Other)?.text.clone()));
    assert_eq!((text("value.yes").as_deref(), text("value.no").as_deref()), (Some("Yep"), Some("No")));
}
