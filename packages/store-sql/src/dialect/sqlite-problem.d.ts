/** An error of `node:sqlite` as the problem it means to a requester; any other error as it is. */
export declare function sqliteProblem(error: unknown): unknown;
export declare function isBusy(error: unknown): boolean;
