-- One session of an editor that is not VS Code: Neovim opens a bill of materials with its built-in client,
-- reads its diagnostics, hovers, and applies two code actions as a user does. Writes what it saw as JSON.
local server = vim.json.decode(vim.env.PDS_SERVER)
local patience = 30000
local seen = {}

local function wait_for(what, condition)
  assert(vim.wait(patience, condition, 20), 'waited in vain for ' .. what)
end

local function codes()
  return vim.tbl_map(function(found)
    return found.user_data.lsp.code
  end, vim.diagnostic.get(0))
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

-- The menu of a user who takes the first action that is named.
local function apply_action(title, context)
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      if item[2].title == title then return choose(item, 1) end
    end
    error('no action: ' .. title)
  end
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action(context)
  wait_for(title, function()
    return vim.api.nvim_buf_get_changedtick(0) ~= before
  end)
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local shown = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(shown, 0, -1, true), '\n')
    end
  end
end

local function session()
  local client = vim.lsp.start_client({
    name = 'pendo-data-sync',
    cmd = server,
    root_dir = vim.fn.getcwd(),
    on_exit = function(code)
      seen.exitCode = code
    end,
  })
  vim.lsp.buf_attach_client(0, client)
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  seen.diagnostics = vim.tbl_map(function(found)
    local line = lines()[found.lnum + 1]
    return { code = found.user_data.lsp.code, line = found.lnum, before = line:sub(1, found.col) }
  end, vim.diagnostic.get(0))

  vim.fn.search('"periodId"')
  vim.lsp.buf.hover()
  wait_for('the hover', floating_text)
  seen.hover = floating_text()

  vim.diagnostic.goto_next({ cursor_position = { 1, 0 }, float = false })
  apply_action('Insert the comma')
  seen.quickFixed = vim.fn.getline('.')
  wait_for('fewer diagnostics', function()
    return #codes() < #seen.diagnostics
  end)
  apply_action('Fix the form of everything in this file', { only = { 'source.fixAll' } })
  seen.fixed = table.concat(lines(), '\n')
  wait_for('no syntax errors', function()
    return not vim.tbl_contains(codes(), 'manifest.missing-comma')
  end)
  vim.lsp.stop_client(client)
  wait_for('the end of the server', function()
    return seen.exitCode ~= nil
  end)
end

local ok, reason = pcall(session)
if not ok then seen.error = tostring(reason) end
io.stdout:write(vim.json.encode(seen))
vim.cmd(ok and 'qall!' or 'cquit!')
