import { PorticoEvent } from './portico-event.ts';

/** The visitor signed in or out. */
export class SessionChangedEvent extends PorticoEvent {
  readonly signedIn: boolean;
  constructor(signedIn: boolean) {
    super('portico-session-changed');
    this.signedIn = signedIn;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-session-changed': SessionChangedEvent;
  }
}
