# 群發

broadcast-nobody = 沒有符合條件的群，請換一個範圍。
broadcast-unknown = 沒有找到這次群發，請核對編號。
