import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Relative, so that the page works wherever it is served.
  base: './',
  build: {
    outDir: '../dist/viewer',
    emptyOutDir: true,
    target: 'es2024',
    // The page's content security policy has no place for scripts or pictures inside the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

export default config;
