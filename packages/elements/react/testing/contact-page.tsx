/** A page in React with a widget of each way to write it; what happens is kept on `window.seen`. */
import type {} from '@portico/elements/jsx';
import { PorticoArticle, PorticoLeadForm } from '@portico/elements/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FakeClient } from '../../src/testing/fake-client.ts';
import { contactForm } from '../../src/testing/fixtures.ts';

declare global {
  interface Window {
    seen: string[];
  }
}

const client = new FakeClient({
  forms: [contactForm, { ...contactForm, name: 'trial', title: 'A trial ride' }],
  records: { article: [{ id: 'a1', title: 'Charging', body_html: '<p>Plug it in.</p>' }] },
});
window.seen = [];

function Page() {
  const [form, setForm] = useState('contact');
  const [lead, setLead] = useState<string | null>(null);
  return (
    <main>
      <button type="button" onClick={() => setForm('trial')}>
        Ask for a trial
      </button>
      <PorticoLeadForm
        client={client}
        form={form}
        className="contact"
        onPorticoLeadCreated={(event) => {
          setLead(event.lead);
          window.seen.push(`created by ${event.form}`);
        }}
      >
        Call us.
      </PorticoLeadForm>
      <output>{lead === null ? 'nothing sent' : 'sent'}</output>
      <PorticoArticle client={client} record="a1" headingLevel={3} noRating />
      <portico-article
        client={client}
        record="a1"
        onportico-article-opened={(event) => {
          window.seen.push(`opened ${event.article}`);
        }}
      />
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
