import { spawn } from 'node:child_process';

/**
 * Ends this process in favour of a program, which gets its terminal, its signals and its exit code.
 * Where the system can, the program takes over the very process; elsewhere it runs as a child.
 *
 * @param {string} command path of the executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function becomeProgram(command, args, env) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    // Nothing of this process is left to show the warning that execve is new.
    process.removeAllListeners('warning');
    process.execve(command, [command, ...args], env);
  }
  const child = spawn(command, args, { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well: passed on, it would count as a second one.
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    });
  }
  child.once('error', (error) => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
