/** Types of the graphql-transport-ws protocol that go from the server to the client alone. */
const serverTypes: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

/** True for a message that only a server may send, which the protocol's implementation takes for a fault of its own. */
export function isServersMessage(text: string): boolean {
  // Hardly any message has one of the words, so that hardly any is parsed twice.
  if (!/connection_ack|next|error|\\u/.test(text)) return false;
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'type' in message && serverTypes.has(message.type);
  } catch {
    return false;
  }
}
