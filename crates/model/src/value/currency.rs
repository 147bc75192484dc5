//! The currencies that a price can be in.

/// ISO 4217, list one: the alphabetic codes of currencies that people pay in, sorted.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
                     CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
                     GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
                     KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO \
                     NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE \
                     SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND \
                     VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Every code, sorted.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split(' ')
}

/// Whether ISO 4217 lists `code`.
pub(super) fn is_currency(code: &str) -> bool {
    code.len() == 3 && CODES.split(' ').any(|known| known == code)
}

/// The code that was meant by `word`: another case, the usual sign, or a slip of one letter.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    let upper = word.trim().to_uppercase();
    let by_sign = match upper.as_str() {
        "$" | "US$" | "DOLLAR" => Some("USD"),
        "€" | "EURO" => Some("EUR"),
        "£" => Some("GBP"),
        "¥" => Some("JPY"),
        "₹" => Some("INR"),
        "₪" | "NIS" => Some("ILS"),
        "﷼" | "SR" => Some("SAR"),
        "LE" => Some("EGP"),
        "RMB" => Some("CNY"),
        _ => None,
    };
    by_sign
        .or_else(|| CODES.split(' ').find(|known| *known == upper))
        .or_else(|| mizan_source::diagnostics::did_you_mean(&upper, CODES.split(' ')).filter(|_| upper.len() >= 3))
}
