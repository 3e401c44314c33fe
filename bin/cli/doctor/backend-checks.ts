import { stat } from 'node:fs/promises';
import type { BackendConfig, Config } from '../../../platform/config.ts';
import { checkTimeoutMs, failed, ok, reasonOf, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether each backend of the configuration can be used from this host. */
export async function checkBackends(config: Pick<Config, 'backends' | 'discovery'>): Promise<readonly Finding[]> {
  if (config.backends.length === 0) {
    return [
      ok(
        config.discovery
          ? 'no backends are configured: a start looks for Ollama, vLLM and llama.cpp on this host, else runs the sandbox'
          : 'no backends are configured and discovery is off: only the sandbox runs',
      ),
    ];
  }
  return await Promise.all(config.backends.map(checkBackend));
}

async function checkBackend(backend: BackendConfig): Promise<Finding> {
  switch (backend.kind) {
    case 'sandbox':
      return ok(`backend ${backend.name}: the built-in sandbox`);
    case 'gguf':
      return await checkGguf(backend.name, backend.path);
    case 'ollama':
      return await checkServer(backend.name, `${withoutSlash(backend.url)}/api/version`);
    case 'openai':
      return await checkServer(
        backend.name,
        `${withoutSlash(backend.url).replace(/\/v1$/, '')}/v1/models`,
        backend.apiKey === undefined ? {} : { authorization: `Bearer ${backend.apiKey}` },
      );
  }
}

async function checkServer(name: string, url: string, headers: Record<string, string> = {}): Promise<Finding> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(checkTimeoutMs) });
    await response.body?.cancel();
    if (response.ok) return ok(`backend ${name} answers at ${url}`);
    return failed(
      `backend ${name} answers ${url} with HTTP ${response.status}`,
      response.status === 401 || response.status === 403
        ? 'Correct its apiKey in the configuration file.'
        : 'Check its url and kind in the configuration file.',
    );
  } catch (error) {
    return failed(`backend ${name} does not answer at ${url}: ${reasonOf(error)}`, 'Start it, or correct its url.');
  }
}

async function checkGguf(name: string, path: string): Promise<Finding> {
  try {
    await stat(path);
  } catch (error) {
    return failed(`backend ${name}: ${reasonOf(error)}`, 'Correct its path in the configuration file.');
  }
  try {
    import.meta.resolve('node-llama-cpp');
    return ok(`backend ${name}: the engine is installed and ${path} is there`);
  } catch {
    return warning(`backend ${name} needs the llama.cpp engine, which is not installed`, 'Add it with: npm run engine');
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
