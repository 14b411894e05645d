import { PorticoEvent } from './portico-event.ts';

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

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-lead-created': LeadCreatedEvent;
  }
}
