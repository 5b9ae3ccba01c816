-- Asks the stdio server what an editor asks. Written for Neovim 0.7 (Debian 12): no vim.lsp.start, no -l.
local failed = 0

local function report(name, why)
  if why then failed = failed + 1 end
  io.stdout:write(why and ('FAIL ' .. name .. ': ' .. why .. '\n') or ('ok ' .. name .. '\n'))
end

-- Runs one check; an error in it is its failure.
local function check(name, run)
  local good, why = pcall(run)
  report(name, not good and tostring(why):gsub('\n', ' ') or nil)
end

local function expect(text, pattern)
  if not tostring(text):find(pattern, 1, true) then
    error('no "' .. pattern .. '" in ' .. tostring(text):sub(1, 300), 0)
  end
end

vim.cmd('edit demo.c')
vim.bo.filetype = 'c'
local buffer = vim.api.nvim_get_current_buf()
local initialized = false
local client = vim.lsp.start_client({
  name = 'syscall-lens',
  cmd = { 'node', vim.env.SYSCALL_LENS_SERVER, '--stdio' },
  root_dir = vim.fn.getcwd(),
  on_init = function() initialized = true end,
})
vim.wait(20000, function() return initialized end, 20)
vim.lsp.buf_attach_client(buffer, client)

-- Position of the first `token` at or after `context`, in the words of the protocol.
local function params(context, token, past)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from = line:find(context, 1, true)
    local column = from and line:find(token, from, true)
    if column then
      return {
        textDocument = vim.lsp.util.make_text_document_params(buffer),
        position = { line = number - 1, character = column - 1 + (past or 1) },
      }
    end
  end
  error('no ' .. token .. ' in ' .. context, 0)
end

local function request(method, arguments)
  local answers = vim.lsp.buf_request_sync(buffer, method, arguments, 20000)
  local answer = answers and answers[client]
  if not answer then error('no answer to ' .. method, 0) end
  if answer.err then error(vim.inspect(answer.err), 0) end
  return answer.result
end

check('the server starts', function()
  if not initialized then error('no answer to initialize', 0) end
end)

check('hover on mmap', function()
  local hover = request('textDocument/hover', params('void *area = mmap(NULL, size, prot', 'mmap'))
  expect(vim.inspect(hover.contents), 'MAP_FAILED')
end)

check('problems are pushed', function()
  vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
  expect(vim.inspect(vim.diagnostic.get(buffer)), 'mem/write-exec')
end)

check('a quick fix is offered', function()
  local place = params('if (numbers == NULL)', 'NULL').position
  local actions = request('textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = place, ['end'] = place },
    context = { diagnostics = {} },
  })
  expect(vim.inspect(actions), 'MAP_FAILED')
end)

check('completion in an unfinished call', function()
  local last = vim.api.nvim_buf_line_count(buffer)
  local line = 'void *g(void) { return mmap(0, 1, PROT_READ, MAP_'
  vim.api.nvim_buf_set_lines(buffer, last, last, false, { line })
  local list = request('textDocument/completion', params(line, line, #line))
  expect(vim.inspect(list.items or list), 'MAP_PRIVATE')
end)

vim.lsp.stop_client(client, true)
if failed > 0 then vim.cmd('cquit 1') end
vim.cmd('qall!')
