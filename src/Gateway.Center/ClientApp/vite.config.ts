import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// While developing, the API comes from the mock server (npm run mock) or from a real center: CENTER=http://127.0.0.1:8080 npm run dev.
const center = process.env.CENTER ?? 'http://127.0.0.1:5099'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ },
            { name: 'vendor', test: /node_modules/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': center, '/live': { target: center, ws: true } },
    // Tests read the center's own words, to hold the console's against them; the server for developers shows only this folder.
    fs: { allow: process.env.VITEST ? ['.', '..'] : ['.'] },
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], css: false, server: { deps: { inline: ['element-plus'] } } },
})
