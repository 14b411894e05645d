const PREFIX = 'portico:draft:';

/** Where the draft of that name is kept in session storage. */
export function draftKey(name: string): string {
  return PREFIX + name;
}

/** Forgets every draft in this tab: whoever signs out leaves nothing for the next one at the same desk. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Storage is blocked, so there are none.
  }
}
