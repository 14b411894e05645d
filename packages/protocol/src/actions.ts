/** Typed input of each named command, by table and action. A permission grants an action by its name. */
export interface ActionInputs {
  readonly article: {
    /** Was this helpful? One answer per contact, changed by rating again; a guest's is kept without a name. */
    readonly rate: { readonly helpful: boolean; readonly comment?: string };
  };
  readonly case: {
    readonly close: { readonly resolution?: string };
    readonly reopen: { readonly reason?: string };
  };
  readonly thread: {
    readonly vote: { readonly on: boolean };
    readonly subscribe: { readonly on: boolean };
    /** `post: null` takes the acceptance back. */
    readonly 'accept-answer': { readonly post: string | null };
    readonly moderate: {
      readonly visibility?: 'public' | 'hidden';
      readonly locked?: boolean;
      readonly reason?: string;
    };
  };
  readonly post: {
    readonly vote: { readonly on: boolean };
    readonly moderate: {
      readonly visibility: 'public' | 'hidden';
      readonly reason?: string;
    };
  };
}

export type ActionTable = keyof ActionInputs;
export type ActionName<T extends ActionTable = ActionTable> = T extends ActionTable
  ? keyof ActionInputs[T] & string
  : never;

/** The actions each standard table offers. */
export const ACTIONS: {
  readonly [T in ActionTable]: readonly ActionName<T>[];
} = {
  article: ['rate'],
  case: ['close', 'reopen'],
  thread: ['vote', 'subscribe', 'accept-answer', 'moderate'],
  post: ['vote', 'moderate'],
};
