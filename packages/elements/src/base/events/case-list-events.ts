import { PorticoEvent } from './portico-event.ts';

/** A case was chosen from a list. */
export class CaseOpenedEvent extends PorticoEvent {
  readonly case: string;
  constructor(id: string) {
    super('portico-case-opened');
    this.case = id;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-case-opened': CaseOpenedEvent;
  }
}
