import type { Answer } from './answer.ts';

export interface SendRequest<T> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Doing it twice is the same as doing it once, so it is sent again when its reply was lost. */
  readonly repeatable: boolean;
  /** What a success says. An answer it throws at counts as lost when the error is `uncertain`. */
  readonly read: (answer: Answer) => T;
  /** Told of each try whose reply was lost: from then on it may have been done. */
  readonly onLost?: () => void;
  /** Sent without a token. */
  readonly anonymous?: boolean;
  /** That there is nothing at this address is an answer like another, and no failure to tell of. */
  readonly mayBeMissing?: boolean;
  /** Milliseconds for one try, where the usual are too few. */
  readonly attempt?: number;
}

/** Sends a request, again where that is safe and of use. Resolves with what a success says; all else is a `DataverseError`. */
export type Send = <T>(request: SendRequest<T>) => Promise<T>;
