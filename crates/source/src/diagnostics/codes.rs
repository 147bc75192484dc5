//! The registry of codes: a number that never changes, and a title. `MZ00xx` files and syntax,
//! `MZ01xx` config, `MZ02xx` facts, `MZ03xx` words, `MZ04xx` markup and links, `MZ05xx` plan,
//! `MZ06xx` theme, `MZ07xx` rules that `[lints]` can set.

macro_rules! codes {
    ($($variant:ident = $number:literal, $title:literal;)*) => {
        /// What kind of mistake a diagnostic tells of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $title] $variant,)* }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code as it is printed and as `[lints]` names it: `MZ0042`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => concat!("MZ", $number),)* }
            }

            /// What the code means, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    Unreadable = "0001", "a file cannot be read";
    FileName = "0002", "a file name that is not usable";
    LinkLeavesSite = "0003", "a symbolic link leaves the site";
    LinkCircle = "0004", "symbolic links in a circle";
    NotUtf8 = "0005", "a text file is not UTF-8";
    TomlSyntax = "0006", "TOML that cannot be read";
    FrontMatter = "0007", "front matter that does not begin or end";
    StrayFile = "0008", "a file that belongs to nothing";
    UnknownKey = "0009", "an unknown key";
    MisplacedKey = "0010", "a key under the wrong table";
    MissingKey = "0011", "a required key is missing";
    WrongType = "0012", "a value of the wrong type";
    BadChoice = "0013", "a word that is none of the choices";
    BadId = "0014", "an id that breaks the rules for ids";
    DuplicateId = "0015", "an id that stands twice";
    OutOfRange = "0016", "a number or date out of range";
    Misnamed = "0017", "a file or folder whose name is misspelt";

    NoConfig = "0101", "there is no config.toml";
    BadBaseUrl = "0102", "base_url is not usable";
    BadLanguage = "0103", "a language or locale that is not known";
    UnknownLanguage = "0104", "a language that config.toml does not name";
    UnknownGuide = "0105", "a guide that is not there";
    UnknownPerson = "0106", "a person that [people] does not name";
    UnknownTheme = "0107", "a theme that is not there";
    UnknownLint = "0108", "a lint that does not exist";

    UnknownTier = "0201", "a tier that the guide does not list";
    UnknownFeature = "0202", "a feature that the guide does not list";
    UnknownGroup = "0203", "a group that the guide does not list";
    UnknownSource = "0204", "a source that [sources] does not name";
    UnknownOption = "0205", "an option that the feature does not list";
    UnknownReference = "0206", "a reference to nothing";
    MissingCell = "0210", "a tier says nothing about a feature";
    MissingTierFile = "0211", "a tier has no file of facts";
    CellType = "0212", "a value that does not fit the feature's type";
    CellKey = "0213", "a key that this kind of cell does not take";
    MissingContext = "0214", "a cell that wants a note, a variant or a price";
    Circle = "0215", "things that refer to each other in a circle";
    BadRequirement = "0216", "a question's requirement that cannot be judged";
    MissingSource = "0217", "a claim without a source";
    StaleClaim = "0218", "a claim that has not been checked for long";
    BadUrl = "0219", "a URL that cannot be used";
    BadCurrency = "0220", "a currency that ISO 4217 does not list";
    TooFew = "0221", "too few of something a guide needs";
    NoDate = "0222", "a guide without a date";

    MissingWords = "0301", "words that the source language must have";
    FallbackWords = "0302", "words not translated";
    MissingPlural = "0303", "a plural category that the language needs";
    UnknownPlural = "0304", "a plural category that the language does not have";
    MissingPlaceholder = "0305", "a placeholder that is missing or unknown";
    UnknownUnit = "0306", "a unit without words";
    UnknownMessage = "0307", "a message that no theme asks for";
    MissingMessage = "0308", "a message of the theme without words";
    OutdatedWords = "0309", "a translation that is older than its source";
    BadRecord = "0310", "a record of a translation that cannot be read";

    UnknownShortcode = "0401", "a {{ }} that is none of the known forms";
    BadReference = "0402", "a fact or value that is not there";
    RawHtml = "0403", "raw HTML in prose";
    DeadLink = "0404", "a link to a page or row that is not there";
    MissingImage = "0405", "an image that is not there";
    BadImage = "0406", "an image that cannot be read";
    ForbiddenCharacter = "0407", "a control character that has no place in text";
    MissingAlt = "0408", "an image without a description";
    BadMarkup = "0409", "Markdown that has no place where it stands";

    UrlCollision = "0501", "two pages on one URL";
    BadSlug = "0502", "a slug with characters that a URL path may not have";

    ThemeFile = "0601", "a theme without its description";
    TemplateSyntax = "0602", "a template that cannot be read";
    TemplateRender = "0603", "a template that failed on a page";
    UnknownThemeOption = "0604", "an option that the theme does not have";
    MissingAsset = "0605", "a file of the theme that is not there";
    BadStylesheet = "0606", "a stylesheet that cannot be read";
    ForeignFile = "0607", "a file that pages would ask another site for";

    UnusedSource = "0701", "a source that nothing cites";
    UnusedOption = "0702", "an option that no tier has";
    UnusedWords = "0703", "words that nothing uses";
    KeyDecidesNothing = "0704", "a key feature that decides nothing";
    PassedDate = "0705", "a date that has passed";
    NotYet = "0706", "a claim that does not hold yet";
    MixedPrices = "0707", "prices in one row that cannot be compared";
    TitleLength = "0708", "a title that is too short or too long";
    DescriptionLength = "0709", "a description that is too short or too long";
    SameHead = "0710", "two pages with the same title or description";
    ManyTiers = "0711", "more than five tiers";
    EqualPair = "0712", "a pair page on which nothing differs";
    ChoosesNothing = "0713", "a question or an answer that chooses nothing";
    UnreachableTier = "0714", "a tier that the chooser never names";
    NoVerdict = "0715", "a guide without a verdict";
    OneSided = "0716", "a tier with reasons on one side only";
    SameName = "0717", "two things of one name";
    Untranslated = "0718", "words that were not translated";
    OtherScript = "0719", "words in the script of another language";
    OtherPunctuation = "0720", "punctuation of another script";
    StraightQuotes = "0721", "straight quotation marks around Arabic words";
    MixedDigits = "0722", "digits of two systems";
    OtherLetters = "0723", "letters of another alphabet, and letters as shapes";
    HeadingSkip = "0724", "a heading level that is left out";
    VagueLink = "0725", "a link that does not say where it leads";
    AmbiguousLink = "0726", "two links of the same words that lead to two places";
    HeavyImage = "0727", "a picture that is heavier than it needs to be";
    Placeholder = "0728", "a placeholder in place of words";
    VagueAlt = "0729", "a description that does not say what a picture shows";
    SpaceBefore = "0730", "a space before a comma or a question mark";
    SameSource = "0731", "one source that is listed twice";
    UnsupportedCover = "0732", "a cover image that link previews do not show";

    DeadExternalLink = "0740", "an external link that is dead";
    MovedExternalLink = "0741", "an external link that has moved for good";
    UncheckedLink = "0742", "an external link that could not be checked";
}

impl Code {
    /// Whether some of what the code tells of is a warning, which `[lints]` can set. Of other codes everything
    /// is an error: nothing could be built on it.
    pub fn warns(self) -> bool {
        self.id().starts_with("MZ07")
            || matches!(
                self,
                Code::FileName
                    | Code::BadSlug
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
            )
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
