import { PorticoEvent } from './portico-event.ts';

/** A thread was chosen from a forum. */
export class ThreadOpenedEvent extends PorticoEvent {
  readonly thread: string;
  constructor(thread: string) {
    super('portico-thread-opened');
    this.thread = thread;
  }
}

/** A thread was started. */
export class QuestionAskedEvent extends PorticoEvent {
  readonly thread: string;
  constructor(thread: string) {
    super('portico-question-asked');
    this.thread = thread;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-thread-opened': ThreadOpenedEvent;
    'portico-question-asked': QuestionAskedEvent;
  }
}
