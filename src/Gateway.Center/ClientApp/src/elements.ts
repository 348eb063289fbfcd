import type { App } from 'vue'
import { ElButton, ElCheckbox, ElConfigProvider, ElDatePicker, ElDialog, ElDrawer, ElInput, ElOption, ElRadioButton, ElRadioGroup, ElSelect } from 'element-plus'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'

/** Only the parts of Element Plus that the pages use. A page that needs another adds it here. */
const used = [ElButton, ElCheckbox, ElConfigProvider, ElDatePicker, ElDialog, ElDrawer, ElInput, ElOption, ElRadioButton, ElRadioGroup, ElSelect]

export function useElements(app: App): void {
  for (const element of used) app.component(element.name!, element)
}
