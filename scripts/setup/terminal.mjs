/** How often a step that takes long says so where there is no terminal. */
const reminderMs = 15_000;
const frameMs = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** True when progress may be drawn over itself: never in CI, whatever it pretends to be. */
export function isInteractive(stream = process.stderr, environment = process.env) {
  return stream.isTTY === true && !isCi(environment) && environment.TERM !== 'dumb';
}

export function isCi(environment = process.env) {
  return environment.CI !== undefined && environment.CI !== '' && environment.CI !== 'false' && environment.CI !== '0';
}

/**
 * Shows that a step is running and how it ended: a spinner on a terminal, plain lines elsewhere.
 * Everything goes to stderr, so that stdout stays the program's own.
 *
 * @template T
 * @param {string} label what is being done, for example `Installing packages`
 * @param {() => Promise<T>} work
 * @param {{ silentMs?: number }} [options] `silentMs`: a step that ends well within this time is not shown at all
 * @returns {Promise<T>} what the work gives; a rejection passes through after the step was shown as failed
 */
export async function showStep(label, work, { silentMs = 0 } = {}) {
  const startedAtMs = Date.now();
  const stream = process.stderr;
  const interactive = isInteractive(stream);
  const seconds = () => `${Math.round((Date.now() - startedAtMs) / 1000)} s`;
  let frame = 0;
  let shown = false;
  const draw = () => {
    shown = true;
    if (interactive) stream.write(`\r\x1b[2K${frames[frame++ % frames.length]} ${label} … ${seconds()}`);
    else stream.write(`  ${label} …${Date.now() - startedAtMs < 1_000 ? '' : ` ${seconds()}`}\n`);
  };
  if (silentMs === 0) draw();
  const first = setTimeout(() => shown || draw(), silentMs);
  const timer = setInterval(draw, interactive ? Math.max(frameMs, silentMs) : reminderMs);
  const finish = (mark) => stream.write(`${interactive ? '\r\x1b[2K' : ''}${mark} ${label} (${seconds()})\n`);
  try {
    const result = await work();
    if (shown) finish('✔');
    return result;
  } catch (error) {
    finish('✖');
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(timer);
  }
}
