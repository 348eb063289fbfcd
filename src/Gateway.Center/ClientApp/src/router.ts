import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw, type RouteRecordRaw } from 'vue-router'
import { innerPages, navPages } from './pages'
import { useSession } from './stores/session'

const doors: RouteRecordRaw[] = [
  { name: 'sign-in', path: '/sign-in', component: () => import('./pages/access/SignInPage.vue') },
  { name: 'setup', path: '/setup', component: () => import('./pages/access/SetupPage.vue') },
  { name: 'password', path: '/password', component: () => import('./pages/access/PasswordPage.vue') },
]

export function makeRouter() {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      ...doors,
      ...navPages.map(p => ({ name: p.name, path: p.path, component: p.page, meta: { acts: p.acts } }) as RouteRecordRaw),
      ...innerPages,
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  router.beforeEach(async to => {
    const session = useSession()
    // The center being unreachable must not leave an empty page: the sign-in page says so.
    if (session.stand === 'unknown') await session.load().catch(() => session.leave())
    return gate(to, session)
  })
  return router
}

/** Where somebody may go: set-up first, then sign-in, then a new password, then only pages whose act the account has. */
export function gate(to: RouteLocationNormalized, session: ReturnType<typeof useSession>): true | RouteLocationRaw {
  const name = String(to.name ?? '')
  if (session.stand === 'setup') return name === 'setup' || { name: 'setup' }
  if (session.stand !== 'in') return name === 'sign-in' || { name: 'sign-in', query: to.path === '/' ? {} : { then: to.fullPath } }
  if (session.session?.mustChangePassword) return name === 'password' || { name: 'password' }
  if (name === 'sign-in' || name === 'setup') return { name: 'overview' }
  const acts = to.meta.acts as string[] | undefined
  return !acts || acts.some(session.may) || { name: 'overview' }
}
