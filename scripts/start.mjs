// `npm start`: sets up what is missing, then becomes `infergraph start` with the same arguments.
import { join } from 'node:path';
import { becomeProgram } from './setup/become-program.mjs';
import { exitWith } from './setup/set-up-error.mjs';
import { root, setUp } from './setup.mjs';

try {
  const { runtime, environment } = await setUp({ forTests: false });
  // What is experimental in Node is our concern, not the reader's.
  const flags = ['--disable-warning=ExperimentalWarning'];
  const program = [join(root, 'bin', 'infergraph.ts'), 'start', ...process.argv.slice(2)];
  becomeProgram(runtime, [...flags, ...program], environment);
} catch (error) {
  exitWith(error);
}
