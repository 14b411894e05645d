/**
 * Every event of the SDK. All are facts in the past tense, caused by the visitor, bubble and cross shadow roots, and
 * carry ids and choices rather than what people typed; `SearchPerformedEvent` alone holds the visitor's words.
 */
abstract class PorticoEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

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

/** An article was opened for reading. */
export class ArticleOpenedEvent extends PorticoEvent {
  readonly article: string;
  constructor(article: string) {
    super('portico-article-opened');
    this.article = article;
  }
}

/** A visitor said whether an article helped. */
export class ArticleRatedEvent extends PorticoEvent {
  readonly article: string;
  readonly helpful: boolean;
  constructor(article: string, helpful: boolean) {
    super('portico-article-rated');
    this.article = article;
    this.helpful = helpful;
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

/** A case was chosen from a list. */
export class CaseOpenedEvent extends PorticoEvent {
  readonly case: string;
  constructor(id: string) {
    super('portico-case-opened');
    this.case = id;
  }
}

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

/** A contact form was sent and became a lead. */
export class LeadCreatedEvent extends PorticoEvent {
  /** Id of the record. */
  readonly lead: string;
  /** Name of the form. */
  readonly form: string;
  constructor(lead: string, form: string) {
    super('portico-lead-created');
    this.lead = lead;
    this.form = form;
  }
}

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

/** The visitor signed in or out. */
export class SessionChangedEvent extends PorticoEvent {
  readonly signedIn: boolean;
  constructor(signedIn: boolean) {
    super('portico-session-changed');
    this.signedIn = signedIn;
  }
}

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
    'portico-search-performed': SearchPerformedEvent;
    'portico-article-opened': ArticleOpenedEvent;
    'portico-article-rated': ArticleRatedEvent;
    'portico-case-requested': CaseRequestedEvent;
    'portico-case-deflected': CaseDeflectedEvent;
    'portico-case-created': CaseCreatedEvent;
    'portico-case-opened': CaseOpenedEvent;
    'portico-case-changed': CaseChangedEvent;
    'portico-lead-created': LeadCreatedEvent;
    'portico-thread-opened': ThreadOpenedEvent;
    'portico-question-asked': QuestionAskedEvent;
    'portico-reply-posted': ReplyPostedEvent;
    'portico-vote-changed': VoteChangedEvent;
    'portico-answer-accepted': AnswerAcceptedEvent;
    'portico-subscription-changed': SubscriptionChangedEvent;
    'portico-moderated': ModeratedEvent;
    'portico-session-changed': SessionChangedEvent;
    'portico-problem-occurred': ProblemOccurredEvent;
  }
}
