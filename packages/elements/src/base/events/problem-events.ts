import { PorticoEvent } from './portico-event.ts';

/** Something the visitor wanted failed; they were told. `code` is a code of `PorticoError`. */
export class ProblemOccurredEvent extends PorticoEvent {
  readonly code: string;
  constructor(code: string) {
    super('portico-problem-occurred');
    this.code = code;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-problem-occurred': ProblemOccurredEvent;
  }
}
