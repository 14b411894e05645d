import { PorticoEvent } from './portico-event.ts';

/** A suggested article was opened from the case form, before anything was sent. */
export class CaseDeflectedEvent extends PorticoEvent {
  readonly article: string;
  constructor(article: string) {
    super('portico-case-deflected');
    this.article = article;
  }
}

/** A case was filed. */
export class CaseCreatedEvent extends PorticoEvent {
  /** Id of the record. */
  readonly case: string;
  /** The number to quote. */
  readonly reference: string | null;
  constructor(id: string, reference: string | null) {
    super('portico-case-created');
    this.case = id;
    this.reference = reference;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-case-deflected': CaseDeflectedEvent;
    'portico-case-created': CaseCreatedEvent;
  }
}
