import type { Command } from 'commander';
import type { Finding } from './doctor/finding.ts';
import type { CliDeps } from './session.ts';
import type { Terminal } from './terminal.ts';

interface DoctorOptions {
  readonly url?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** Adds `doctor`. Exit code 1 when a check failed. */
export function addDoctorCommand(program: Command, deps: CliDeps): void {
  program
    .command('doctor')
    .description('check this host, its configuration, the server and the key')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<DoctorOptions>();
      // Loaded only here: no other command needs the clients of Redis and PostgreSQL.
      const { examine } = await import('./doctor/examine.ts');
      const findings = await examine(deps.environment, options);
      if (options.json === true) deps.terminal.out(`${JSON.stringify(findings, null, 2)}\n`);
      else for (const finding of findings) writeFinding(deps.terminal, finding);
      if (findings.some(({ status }) => status === 'failed')) process.exitCode = 1;
    });
}

const marks = { ok: ['✓', 'green'], warning: ['!', 'yellow'], failed: ['✗', 'red'] } as const;

function writeFinding(terminal: Terminal, { status, title, advice }: Finding): void {
  const [mark, colour] = marks[status];
  terminal.out(`${terminal.paintOut(colour, mark)} ${title}\n`);
  if (advice !== undefined) terminal.out(`${terminal.paintOut('dim', advice.replace(/^/gm, '    '))}\n`);
}
