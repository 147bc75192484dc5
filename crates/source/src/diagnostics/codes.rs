//! The registry of codes: a number that never changes, and a title. `MZ00xx` files and syntax,
//! `MZ01xx` config, `MZ02xx` facts, `MZ03xx` text and translations, `MZ04xx` markup and links, `MZ05xx` plan,
//! `MZ06xx` theme, `MZ07xx` rules that `[lints]` can set.

macro_rules! codes {
    ($($variant:ident = $number:literal, $title:literal;)*) => {
        /// The kind of problem that a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $title] $variant,)* }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code as it is printed and as `[lints]` names it: `MZ0042`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => concat!("MZ", $number),)* }
            }

            /// The meaning of the code, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    Unreadable = "0001", "an unreadable file";
    FileName = "0002", "an invalid file name";
    LinkLeavesSite = "0003", "a symbolic link out of the site";
    LinkCircle = "0004", "a cycle of symbolic links";
    NotUtf8 = "0005", "a text file that is not UTF-8";
    TomlSyntax = "0006", "a TOML syntax error";
    FrontMatter = "0007", "invalid front matter";
    StrayFile = "0008", "an unrecognized file";
    UnknownKey = "0009", "an unknown key";
    MisplacedKey = "0010", "a key in the wrong table";
    MissingKey = "0011", "a missing key";
    WrongType = "0012", "a value of the wrong type";
    BadChoice = "0013", "an invalid value";
    BadId = "0014", "an invalid id";
    DuplicateId = "0015", "a duplicate id or key";
    OutOfRange = "0016", "a number or date out of range";
    Misnamed = "0017", "a misspelled file or folder name";
    MergeConflict = "0018", "an unresolved merge conflict";
    LimitExceeded = "0019", "an exceeded limit";

    NoConfig = "0101", "a missing config.toml";
    BadBaseUrl = "0102", "an invalid base_url";
    BadLanguage = "0103", "an unknown language or locale";
    UnknownLanguage = "0104", "a language that is not in config.toml";
    UnknownGuide = "0105", "an unknown guide";
    UnknownPerson = "0106", "an unknown person";
    UnknownTheme = "0107", "an unknown theme";
    UnknownLint = "0108", "an unknown code in [lints]";

    UnknownTier = "0201", "an unknown tier";
    UnknownFeature = "0202", "an unknown feature";
    UnknownGroup = "0203", "an unknown group";
    UnknownSource = "0204", "an unknown source";
    UnknownOption = "0205", "an unknown option";
    UnknownReference = "0206", "an unresolved reference or unused text";
    MissingCell = "0210", "a missing cell";
    MissingTierFile = "0211", "a missing tier file";
    CellType = "0212", "a value that does not match the feature's type";
    CellKey = "0213", "an unsupported key in a cell";
    MissingContext = "0214", "a value without a note, variant or price";
    Circle = "0215", "a cycle of references";
    BadRequirement = "0216", "an invalid requirement of an answer";
    MissingSource = "0217", "a claim without a source";
    StaleClaim = "0218", "an outdated claim";
    BadUrl = "0219", "an invalid URL";
    BadCurrency = "0220", "an unknown currency";
    TooFew = "0221", "too few items in a guide";
    NoDate = "0222", "a guide without a date";

    MissingWords = "0301", "missing text in the source language";
    FallbackWords = "0302", "untranslated text";
    MissingPlural = "0303", "a missing plural category";
    UnknownPlural = "0304", "an unknown plural category";
    MissingPlaceholder = "0305", "a missing or unknown placeholder";
    UnknownUnit = "0306", "a unit without text";
    UnknownMessage = "0307", "an unknown theme message";
    MissingMessage = "0308", "an untranslated theme message";
    OutdatedWords = "0309", "an outdated translation";
    BadRecord = "0310", "an invalid translation record";

    UnknownShortcode = "0401", "an invalid shortcode";
    BadReference = "0402", "an unknown fact or value";
    RawHtml = "0403", "raw HTML";
    DeadLink = "0404", "a broken internal link";
    MissingImage = "0405", "a missing image";
    BadImage = "0406", "an invalid image";
    ForbiddenCharacter = "0407", "an invisible control character";
    MissingAlt = "0408", "an image without alternative text";
    BadMarkup = "0409", "unsupported or malformed Markdown";
    TextCircle = "0410", "a circular reference between texts";

    UrlCollision = "0501", "two pages with the same URL";
    BadSlug = "0502", "an invalid slug or alias";
    ReservedPath = "0503", "a reserved or unusable output path";

    ThemeFile = "0601", "an incomplete theme";
    TemplateSyntax = "0602", "a template syntax error";
    TemplateRender = "0603", "a template that failed to render";
    UnknownThemeOption = "0604", "an unknown theme option";
    MissingAsset = "0605", "a missing theme file";
    BadStylesheet = "0606", "invalid CSS";
    ForeignFile = "0607", "a file from another site";
    UnknownCss = "0608", "CSS that Mizan does not know";

    UnusedSource = "0701", "an unused source";
    UnusedOption = "0702", "an unused option";
    UnusedWords = "0703", "unused text";
    KeyDecidesNothing = "0704", "a key feature without differences";
    PassedDate = "0705", "a date that has passed";
    NotYet = "0706", "a claim that is not true yet";
    MixedPrices = "0707", "prices that cannot be compared";
    TitleLength = "0708", "a title that is too short or too long";
    DescriptionLength = "0709", "a description that is too short or too long";
    SameHead = "0710", "a duplicate title or description";
    ManyTiers = "0711", "more than five tiers";
    EqualPair = "0712", "a comparison of two equal tiers";
    ChoosesNothing = "0713", "a question or answer without effect";
    UnreachableTier = "0714", "an unreachable tier";
    NoVerdict = "0715", "a guide without a verdict";
    OneSided = "0716", "a tier with only pros or only cons";
    SameName = "0717", "a duplicate name";
    Untranslated = "0718", "text identical to its source";
    OtherScript = "0719", "text in the wrong script";
    OtherPunctuation = "0720", "punctuation from another script";
    StraightQuotes = "0721", "straight quotation marks around Arabic text";
    MixedDigits = "0722", "mixed digits";
    OtherLetters = "0723", "confusable letters";
    HeadingSkip = "0724", "a skipped heading level";
    VagueLink = "0725", "a vague link text";
    AmbiguousLink = "0726", "an ambiguous link text";
    HeavyImage = "0727", "a large image";
    Placeholder = "0728", "placeholder text";
    VagueAlt = "0729", "vague alternative text";
    SpaceBefore = "0730", "a space before punctuation";
    SameSource = "0731", "a duplicate source";
    UnsupportedCover = "0732", "an unsupported cover image format";
    StarterText = "0733", "starter text that was not replaced";
    ExampleUrl = "0734", "an example base_url";
    BlockedScript = "0735", "a script or style that the policy blocks";

    DeadExternalLink = "0740", "a dead external link";
    MovedExternalLink = "0741", "a moved external link";
    UncheckedLink = "0742", "an unchecked external link";
}

impl Code {
    /// Whether some diagnostics of this code are warnings, whose level `[lints]` can set. All diagnostics of other
    /// codes are errors: nothing can be built from invalid content.
    pub fn warns(self) -> bool {
        self.id().starts_with("MZ07")
            || matches!(
                self,
                Code::FileName
                    | Code::BadSlug
                    | Code::ReservedPath
                    | Code::StrayFile
                    | Code::OutOfRange
                    | Code::UnknownLint
                    | Code::UnknownReference
                    | Code::MissingContext
                    | Code::BadRequirement
                    | Code::StaleClaim
                    | Code::NoDate
                    | Code::FallbackWords
                    | Code::OutdatedWords
                    | Code::BadRecord
                    | Code::UnknownPlural
                    | Code::MissingMessage
                    | Code::ForbiddenCharacter
                    | Code::BadImage
                    | Code::MissingAlt
                    | Code::BadMarkup
                    | Code::ForeignFile
                    | Code::UnknownCss
            )
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
