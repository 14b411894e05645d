import { PorticoEvent } from './portico-event.ts';

/** A search was answered. */
export class SearchPerformedEvent extends PorticoEvent {
  readonly query: string;
  /** Exact number of matching records. */
  readonly count: number;
  constructor(query: string, count: number) {
    super('portico-search-performed');
    this.query = query;
    this.count = count;
  }
}

/** A search did not help and the visitor asked to write to someone; `query` is what was searched for. */
export class CaseRequestedEvent extends PorticoEvent {
  readonly query: string;
  constructor(query: string) {
    super('portico-case-requested');
    this.query = query;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-search-performed': SearchPerformedEvent;
    'portico-case-requested': CaseRequestedEvent;
  }
}
