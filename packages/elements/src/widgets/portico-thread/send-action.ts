import type { PorticoClient } from '@portico/client';

/** A command a visitor gives in a thread. */
export type ThreadAction =
  | { readonly type: 'vote'; readonly table: 'thread' | 'post'; readonly id: string; readonly on: boolean }
  | { readonly type: 'subscribe'; readonly id: string; readonly on: boolean }
  | { readonly type: 'accept'; readonly id: string; readonly post: string | null }
  | {
      readonly type: 'moderate';
      readonly table: 'thread' | 'post';
      readonly id: string;
      readonly visibility: 'public' | 'hidden';
    }
  | { readonly type: 'lock'; readonly id: string; readonly locked: boolean };

/** Gives the command; each says the state it wants, so giving it twice does no harm. */
export async function sendAction(client: PorticoClient, action: ThreadAction): Promise<true> {
  switch (action.type) {
    case 'vote':
      await client.act(action.table, action.id, 'vote', { on: action.on });
      break;
    case 'subscribe':
      await client.act('thread', action.id, 'subscribe', { on: action.on });
      break;
    case 'accept':
      await client.act('thread', action.id, 'accept-answer', { post: action.post });
      break;
    case 'moderate':
      await client.act(action.table, action.id, 'moderate', { visibility: action.visibility });
      break;
    case 'lock':
      await client.act('thread', action.id, 'moderate', { locked: action.locked });
      break;
  }
  return true;
}
