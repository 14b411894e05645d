import { PorticoEvent } from './portico-event.ts';

/** A reply was posted. */
export class ReplyPostedEvent extends PorticoEvent {
  readonly thread: string;
  readonly post: string;
  constructor(thread: string, post: string) {
    super('portico-reply-posted');
    this.thread = thread;
    this.post = post;
  }
}

/** A vote was given or taken back. */
export class VoteChangedEvent extends PorticoEvent {
  readonly table: 'thread' | 'post';
  readonly record: string;
  readonly on: boolean;
  constructor(table: 'thread' | 'post', record: string, on: boolean) {
    super('portico-vote-changed');
    this.table = table;
    this.record = record;
    this.on = on;
  }
}

/** An answer was accepted, or the acceptance taken back (`post` is null). */
export class AnswerAcceptedEvent extends PorticoEvent {
  readonly thread: string;
  readonly post: string | null;
  constructor(thread: string, post: string | null) {
    super('portico-answer-accepted');
    this.thread = thread;
    this.post = post;
  }
}

/** The visitor follows a thread, or no longer does. */
export class SubscriptionChangedEvent extends PorticoEvent {
  readonly thread: string;
  readonly on: boolean;
  constructor(thread: string, on: boolean) {
    super('portico-subscription-changed');
    this.thread = thread;
    this.on = on;
  }
}

/** A moderator hid, showed, locked or unlocked something. */
export class ModeratedEvent extends PorticoEvent {
  readonly table: 'thread' | 'post';
  readonly record: string;
  readonly change: 'hidden' | 'shown' | 'locked' | 'unlocked';
  constructor(table: 'thread' | 'post', record: string, change: ModeratedEvent['change']) {
    super('portico-moderated');
    this.table = table;
    this.record = record;
    this.change = change;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-reply-posted': ReplyPostedEvent;
    'portico-vote-changed': VoteChangedEvent;
    'portico-answer-accepted': AnswerAcceptedEvent;
    'portico-subscription-changed': SubscriptionChangedEvent;
    'portico-moderated': ModeratedEvent;
  }
}
