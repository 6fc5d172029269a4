package org.gwanmun.core.access;

/** What came of a wish to make or change an account. */
public sealed interface AccountOutcome {
    /**
     * It is done, and recorded.
     *
     * @param account as it is now
     */
    record Stored(Account account) implements AccountOutcome {}

    /** There is an account of that name, in this or another letter case. */
    record NameTaken() implements AccountOutcome {}

    /** There is no account of that name. */
    record NoSuchAccount() implements AccountOutcome {}

    /** Nobody could administer the suite any more. */
    record LastAdmin() implements AccountOutcome {}
}
