import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { useHooks } from './api/http'
import App from './App.vue'
import { useElements } from './elements'
import { i18n } from './locales'
import { makeRouter } from './router'
import { useClock } from './stores/clock'
import { useSession } from './stores/session'
import { useSettings } from './stores/settings'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia()).use(i18n)
useElements(app)
useSettings()

const clock = useClock()
const session = useSession()
clock.start()
const router = makeRouter()
useHooks({
  csrf: () => session.session?.csrf ?? null,
  serverTime: ms => clock.serverSays(ms, false),
  signedOut: () => {
    // Several questions are refused at once when a session ends; only the first leads to the door.
    if (session.stand !== 'in') return
    session.leave(true)
    void router.push({ name: 'sign-in', query: { then: router.currentRoute.value.fullPath } })
  },
})
app.use(router)
app.mount('#app')
