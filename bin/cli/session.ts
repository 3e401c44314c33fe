import type { Command } from 'commander';
import { createClient } from '../../sdk/client.ts';
import type { InfergraphClient } from '../../sdk/client.ts';
import { findConnection } from './connection.ts';
import type { Connection, Environment } from './connection.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets. */
export interface CliDeps {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly stdin: NodeJS.ReadStream;
  /** Remembers where a command connected to, so that its failure can be explained. */
  readonly onConnect: (connection: Connection) => void;
}

/** A command's connection to the server. */
export interface Session extends AsyncDisposable {
  readonly client: InfergraphClient;
  readonly connection: Connection;
  readonly terminal: Terminal;
  /** True when the result is to be written as JSON. */
  readonly json: boolean;
}

/** Opens the session that the options of the command ask for. Connects to nothing until it is used. */
export function openSession(deps: CliDeps, command: Command): Session {
  const options = command.optsWithGlobals<{ url?: string; key?: string; json?: boolean }>();
  const connection = findConnection(options, deps.environment);
  deps.onConnect(connection);
  const client = createClient({
    url: connection.url,
    apiKey: connection.key,
    // A person waits: one more try bridges a restart, and then they had better know.
    retry: { maxAttempts: 2 },
  });
  return {
    client,
    connection,
    terminal: deps.terminal,
    json: options.json === true,
    [Symbol.asyncDispose]: () => client.close(),
  };
}

/** Writes the value as JSON or as text. */
export function writeResult(session: Session, value: unknown, text: () => string): void {
  session.terminal.out(session.json ? `${JSON.stringify(value, null, 2)}\n` : text());
}
