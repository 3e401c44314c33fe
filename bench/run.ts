// npm run bench: figures of a whole installation on this machine, with the bare floor beside them in the same run.
import { cpus } from 'node:os';
import { measureFanOut } from './fan-out.ts';
import { startInstallation } from './installation.ts';
import { measureLatency } from './latency.ts';

process.stdout.write(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
await using installation = await startInstallation();
for (const line of await measureLatency(installation)) process.stdout.write(`${line}\n`);
for (const line of await measureFanOut(installation)) process.stdout.write(`${line}\n`);
