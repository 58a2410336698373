import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The bench and the servers that it starts, for Node. */
export default defineConfig({
  root: at('..'),
  build: {
    ssr: true,
    outDir: at('../dist/bench'),
    emptyOutDir: true,
    target: 'node20',
    copyPublicDir: false,
    rolldownOptions: {
      input: { main: at('main.ts'), floorProcess: at('systems/floorProcess.ts'), relayProcess: at('systems/relayProcess.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
})
