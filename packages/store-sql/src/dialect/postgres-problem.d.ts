/**
 * An error of `pg` as the problem it means to a requester; any other error as it is. The problem has no
 * text of its own: the database's message names tables and may quote values.
 */
export declare function postgresProblem(error: unknown): unknown;
/**
 * Whether a transaction failed because of another one. While others write as well, a unique value that was
 * looked for and not found, and is there when it comes to the insert, is such a case too.
 */
export declare function isConflict(error: unknown, alone: boolean): boolean;
