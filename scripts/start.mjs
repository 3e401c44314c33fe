// `npm start`: sets up what is missing, then becomes `infergraph start` with the same arguments.
import { join } from 'node:path';
import { becomeProgram } from './setup/become-program.mjs';
import { exitWith } from './setup/set-up-error.mjs';
import { root, setUp } from './setup.mjs';

try {
  const { runtime, environment } = await setUp({ forTests: false });
  becomeProgram(runtime, [join(root, 'bin', 'infergraph.ts'), 'start', ...process.argv.slice(2)], environment);
} catch (error) {
  exitWith(error);
}
