//! Findings about dates.

codes! {
    /// Effect before publication.
    EFFECTIVE_BEFORE_PUBLISHED "effective-before-published" Deny;
    /// Too short notice of an adverse change.
    NOTICE_TOO_SHORT "notice-too-short" Deny;
    /// A rule of notice without a period.
    NOTICE_RULE_WITHOUT_PERIOD "notice-rule-without-period" Deny;
    /// Two rules of notice for the same changes from the same day.
    NOTICE_RULES_OVERLAP "notice-rules-overlap" Deny firm;
    /// Rules of notice that all lie ahead.
    NOTICE_NOT_YET "notice-not-yet" Warn;
    /// A new duty for the customer that applies at once.
    NEW_DUTY_AT_ONCE "new-duty-at-once" Warn;
    /// A version's effective date without a publication date.
    EFFECTIVE_MISSING "effective-missing" Deny;
    /// A later version that takes effect before an older version's pending change of the same section.
    OVERTAKEN_CHANGE "overtaken-change" Deny;
    /// A release's announcement whose day of notice lies after publication.
    NOTIFIED_AFTER_PUBLISHED "notified-after-published" Deny;
    /// A note that states another date than its entry.
    NOTE_STATES_OTHER_DATE "note-states-other-date" Deny;
    /// A contract text that states a date of effect that the data do not have.
    TEXT_STATES_OTHER_DATE "text-states-other-date" Warn;
    /// One day in two spellings that disagree.
    DATES_DISAGREE "dates-disagree" Deny;
    /// Words of a change that was called off, in a later version.
    CANCELLED_TEXT_KEPT "cancelled-text-kept" Deny;
    /// A correction that changes nothing.
    CORRECTION_CHANGES_NOTHING "correction-changes-nothing" Deny;
}
