/**
 * Every event of the SDK. All are facts in the past tense, caused by the visitor, bubble and cross shadow roots, and
 * carry ids and choices rather than what people typed; `SearchPerformedEvent` alone holds the visitor's words.
 */
export abstract class PorticoEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}
