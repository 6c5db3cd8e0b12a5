import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The server's policy is `default-src 'self'`: a font or picture as a data URL would be refused.
    assetsInlineLimit: 0,
    sourcemap: false,
    // One bundle of about 290 kB compressed: every page is a step from every other, and it is fetched once.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
