import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // The gateway serves the bundle's files here; index.html itself it serves at /graphql.
  base: '/playground/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Whatever can be a file of our origin is one: the content security policy then needs no data: URLs for it.
    assetsInlineLimit: 0,
    target: 'es2022',
    // Monaco alone is this large, and it is loaded after the page is there.
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  // Warnings here are about directives inside packages, which nobody can act on.
  logLevel: 'error',
});
