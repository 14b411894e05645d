/** What the types refuse; never run. */
import type {} from '@portico/elements/jsx';
import { PorticoLeadForm } from '@portico/elements/react';

export const refused = [
  // @ts-expect-error A form has a name, not a number.
  <PorticoLeadForm key="1" form={7} />,
  // @ts-expect-error There is no such prop.
  <PorticoLeadForm key="2" colour="red" />,
  // @ts-expect-error Another widget's event.
  <PorticoLeadForm key="3" onPorticoCaseCreated={() => {}} />,
  // @ts-expect-error The event of a lead knows no article.
  <PorticoLeadForm key="4" onPorticoLeadCreated={(event) => event.article} />,
  // @ts-expect-error A form has a name, not a number.
  <portico-lead-form key="5" form={7} />,
  // @ts-expect-error The event of a lead knows no article.
  <portico-lead-form key="6" onportico-lead-created={(event) => event.article} />,
];
