import { PorticoEvent } from './portico-event.ts';

/** The visitor changed a case. */
export class CaseChangedEvent extends PorticoEvent {
  readonly case: string;
  readonly change: 'note_added' | 'closed' | 'reopened';
  constructor(id: string, change: CaseChangedEvent['change']) {
    super('portico-case-changed');
    this.case = id;
    this.change = change;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-case-changed': CaseChangedEvent;
  }
}
