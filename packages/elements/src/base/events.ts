/** All events, by who fires them: a file each, so that a page loads those of its widgets. */
export { ArticleOpenedEvent, ArticleRatedEvent } from './events/article-events.ts';
export { CaseChangedEvent } from './events/case-events.ts';
export { CaseCreatedEvent, CaseDeflectedEvent } from './events/case-form-events.ts';
export { CaseOpenedEvent } from './events/case-list-events.ts';
export { QuestionAskedEvent, ThreadOpenedEvent } from './events/forum-events.ts';
export { LeadCreatedEvent } from './events/lead-form-events.ts';
export { ProblemOccurredEvent } from './events/problem-events.ts';
export { CaseRequestedEvent, SearchPerformedEvent } from './events/search-events.ts';
export { SessionChangedEvent } from './events/sign-in-events.ts';
export {
  AnswerAcceptedEvent,
  ModeratedEvent,
  ReplyPostedEvent,
  SubscriptionChangedEvent,
  VoteChangedEvent,
} from './events/thread-events.ts';
