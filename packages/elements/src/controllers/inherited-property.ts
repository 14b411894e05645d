import { type Context, ContextConsumer } from '@lit/context';
import type { ReactiveElement } from 'lit';

/**
 * Fills `host[property]` from the nearest provider of `context`, and follows it, for as long as the page has not set
 * the property itself: what is said explicitly wins over what is inherited.
 */
export function inheritProperty<P extends string, T>(
  host: ReactiveElement & { [property in P]: T | undefined },
  property: P,
  context: Context<unknown, T | undefined>,
): void {
  let inherited: T | undefined;
  new ContextConsumer(host, {
    context,
    subscribe: true,
    callback: (value) => {
      if (host[property] !== undefined && host[property] !== inherited) return;
      inherited = value;
      (host as { [property in P]: T | undefined })[property] = value;
    },
  });
}
